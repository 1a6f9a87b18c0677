/**
 * Why a handshake or a call did not pass: every code that an operator can meet, in one place. Knows no other room, and
 * every other may know it.
 */
@NullMarked
package org.erpconnector.auth.reason;

import org.jspecify.annotations.NullMarked;
