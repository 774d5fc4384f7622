/* Found by -Iwindows: where the programs ask for the headers of Linux and macOS, MinGW gives them Windows' sockets. */
#include "../../winsock_as_posix.h"
