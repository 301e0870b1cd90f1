@NullMarked
package org.roaminghub.connector.ocpp.pki;

import org.jspecify.annotations.NullMarked;
