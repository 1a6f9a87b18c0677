/**
 * The proof that nothing is signed without a valid, fresh caller token. All of it is here: {@link
 * org.erpconnector.auth.core.CallerTokenVerifier} makes a {@link org.erpconnector.auth.core.VerifiedCallerToken} of a text,
 * a successful claim of its nonce makes a fresh one of that, and {@link org.erpconnector.auth.core.ApplicationSigner},
 * which alone has the private key, makes a {@link org.erpconnector.auth.core.ReplyToken} of a fresh one only. {@link
 * org.erpconnector.auth.core.Authenticator} is the one entry. Knows no servlet, XML or JNDI, and no other room but reason
 * codes and strict JSON.
 */
@NullMarked
package org.erpconnector.auth.core;

import org.jspecify.annotations.NullMarked;
