/**
 * Guards what is no handshake. SuperOffice's sync calls to ERP and Quote connectors carry no credential, so all that can
 * be asked of them is where they come from, whether they know the registered URL, and when the last handshake was.
 * Knows no other room.
 */
@NullMarked
package org.erpconnector.auth.calls;

import org.jspecify.annotations.NullMarked;
