/**
 * The whole hub, seen from outside: partners speak OCPI 2.1.1, 2.2.1 and 2.3.0 to it over HTTP, an administrator looks by the admin API. Tests
 * are named after the hub rules ({@code HUB-n}) that they show.
 *
 * <p>Shown here: HUB-1…74. Where to look for what is about more than one module:
 *
 * <ul>
 *   <li>HUB-1…16, 32: {@code VersionsAndCredentialsTest}, {@code MixedVersionsTest}; HUB-17…21, 28: {@code EnvelopeTest}
 *   <li>HUB-23…27, 29…31, 33, 39, 40, 42, 43: {@code RoutingTest}, {@code AddressingTest}; HUB-34: {@code TwoHubsTest}
 *   <li>HUB-35…38, 41: {@code BroadcastTest}, {@code LocationsTest}; HUB-44…50, 62: {@code PagingTest}, {@code LocationsTest}
 *   <li>HUB-51…54, 73: commands and charging profiles; HUB-55, 56, 58, 60: {@code HubClientInfoTest}; HUB-57, 59:
 *       {@code StillAliveTest}; HUB-74: {@code InvoiceReconciliationTest}
 * </ul>
 *
 * <p>Of HUB-37, what OTHER broadcasts: nothing that OCPI lets be broadcast is OTHER's to tell, so the hub refuses it.
 */
@NullMarked
package org.roaminghub.outside;

import org.jspecify.annotations.NullMarked;
