package org.erpconnector.auth.token;

/** Makes the reply token. Takes a verified token only, so that nothing unproven can be signed. Thread-safe. */
public sealed interface ReplyTokenSigner permits ApplicationTokenSigner, SignedJwtSigner {
    /**
     * Signs the answer to a token.
     *
     * @return the reply token, ASCII without white space
     * @throws SigningException if the key or its provider fails
     */
    String sign(VerifiedCallerToken token) throws SigningException;
}
