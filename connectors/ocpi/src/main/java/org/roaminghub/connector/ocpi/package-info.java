/** OCPI: partners that speak it come in through OcpiEndpoint, and the hub speaks to them through OcpiConnector. */
@NullMarked
package org.roaminghub.connector.ocpi;

import org.jspecify.annotations.NullMarked;
