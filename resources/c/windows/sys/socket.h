/* Found by -Iwindows: see arpa/inet.h. */
#include "../../winsock_as_posix.h"
