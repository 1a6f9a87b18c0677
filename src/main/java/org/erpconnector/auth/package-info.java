/** The filter that answers SuperOffice's handshake for a connector, and what wires it together. */
@NullMarked
package org.erpconnector.auth;

import org.jspecify.annotations.NullMarked;
