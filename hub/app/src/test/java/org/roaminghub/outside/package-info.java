/**
 * The whole hub, seen from outside: partners speak OCPI 2.1.1, 2.2.1 and 2.3.0 to it over HTTP, an administrator looks by the admin API. Tests
 * are named after the hub rules ({@code HUB-n}) that they show.
 *
 * <p>Shown here, as far as versions, credentials, tokens, sessions and CDRs go: HUB-1…20, 22–33, 39, 40, 42, 43, 52,
 * 51, 53, 54, 61, 62, 64–70, 72, 73; of paging also 47–49. Not shown, because what they are about is not there yet:
 *
 * <ul>
 *   <li>parts of HUB-3, HUB-10: HubClientInfo (the party's status is read from the admin API instead), the other modules;
 *   <li>parts of HUB-62, 64, 67: locations and tariffs;
 *   <li>HUB-35…38, 41: broadcast of what only the hub is addressed with needs locations and tariffs; tokens, which the hub
 *       sends to every CPO under agreement, are shown with HUB-69;
 *   <li>HUB-60: HubClientInfo; part of HUB-72: locations; HUB-21 is shown with HUB-20;
 *   <li>HUB-71, 74: tariffs, invoice reconciliation;
 *   <li>HUB-34: two hubs in a row; HUB-55…59: HubClientInfo; HUB-63: locations.
 * </ul>
 */
@NullMarked
package org.roaminghub.outside;

import org.jspecify.annotations.NullMarked;
