package org.erpconnector.auth.core;

import java.time.Instant;

/** Reply tokens, for tests that are about neither verifying nor signing: there is no other way to one. */
public final class TestReply {
    /** A reply with this text. */
    public static ReplyToken of(String text) {
        return new ReplyToken(text, token(Instant.EPOCH), "key");
    }

    /** What a signer makes of a token that was never used before. */
    public static ReplyToken sign(ApplicationSigner signer, VerifiedCallerToken token, ReplyForm form, Instant now)
            throws SigningException {
        return signer.sign(fresh(token), form, now);
    }

    static VerifiedCallerToken token(Instant nonceRetainedUntil) {
        return new VerifiedCallerToken(
                "0123456789ABCDEF0123456789ABCDEF",
                "Cust12345",
                "SuperOffice AS",
                "app",
                "AA",
                "BB",
                nonceRetainedUntil,
                new TokenTimes(nonceRetainedUntil.minusSeconds(360), nonceRetainedUntil.minusSeconds(60)));
    }

    private static FreshCallerToken fresh(VerifiedCallerToken token) {
        try {
            return FreshCallerToken.claim(token, new Unused()).orElseThrow();
        } catch (ReplayStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestReply() {}

    /** Has seen no nonce. */
    private record Unused() implements ReplayGuard {
        @Override
        public boolean firstUse(String key, String nonce, Instant until) {
            return true;
        }

        @Override
        public void release(String key, String nonce) {}

        @Override
        public void close() {}
    }
}
