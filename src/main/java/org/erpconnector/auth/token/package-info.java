/**
 * Trust: the strict reading of a compact JWS, the verification of the caller token and the signing of the reply. Knows
 * no XML, no JNDI and no servlets. What a caller sends is text until {@link
 * org.erpconnector.auth.token.CallerTokenVerifier} has made it a {@link
 * org.erpconnector.auth.token.VerifiedCallerToken}; only such a token can be answered.
 */
@NullMarked
package org.erpconnector.auth.token;

import org.jspecify.annotations.NullMarked;
