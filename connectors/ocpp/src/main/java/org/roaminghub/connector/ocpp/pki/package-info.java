/** Certificates: who signed them, whether they still count, and how stations get new ones. */
@NullMarked
package org.roaminghub.connector.ocpp.pki;

import org.jspecify.annotations.NullMarked;
