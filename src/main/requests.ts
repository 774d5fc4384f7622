/** The second layer behind the pages' policies: which requests a session lets out of a page at all. */
import type { OnBeforeRequestListenerDetails } from 'electron'
import { appScheme } from './addresses'

export type Asked = Pick<OnBeforeRequestListenerDetails, 'url' | 'resourceType'>

/** Pictures that the page draws itself come as data: and blob:. */
const inPlace = ['data:', 'blob:']

/** @param inDevelopment the developer tools load their own pages then */
export function mayRequest({ url, resourceType }: Asked, inDevelopment: boolean): boolean {
  if (!URL.canParse(url)) return false
  const { protocol } = new URL(url)
  if (protocol === `${appScheme}:`) return true
  if (inPlace.includes(protocol)) return resourceType === 'image'
  return inDevelopment && protocol === 'devtools:'
}
