package org.erpconnector.auth.testkit;

import java.math.BigInteger;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactorySpi;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A security provider that counts what it computes, and takes no keys but those that its KeyFactory made: so whatever
 * it counts was done by it with its own key. It can be told to misbehave.
 */
public final class FakeCrypto extends Provider {
    /** What is wrong with it. */
    public enum Fault {
        NONE,
        SIGNS_WRONGLY,
        SIGNING_THROWS,
        SIGNING_LACKS_ITS_LIBRARY,
        VERIFIES_NOTHING,
        VERIFIES_ANYTHING,
        VERIFIES_WHAT_IS_TOO_SHORT,
        VERIFYING_THROWS,
        VERIFYING_LACKS_ITS_LIBRARY,
        VERIFYING_ENDS_IN_A_CHECKED_EXCEPTION,
        MAKES_OTHER_KEYS,
        KEY_FACTORY_LACKS_ITS_LIBRARY,
        HAS_NO_KEY_FACTORY,
        HAS_NO_SIGNATURE
    }

    private final transient AtomicInteger signed = new AtomicInteger();
    private final transient AtomicInteger verified = new AtomicInteger();
    private transient volatile Fault fault;

    private FakeCrypto(String name, Fault fault) {
        super(name, "1.0", "for tests");
        this.fault = fault;
    }

    /** One that was not registered yet. */
    public static FakeCrypto named(String name, Fault fault) {
        FakeCrypto made = new FakeCrypto(name, fault);
        if (fault != Fault.HAS_NO_SIGNATURE) {
            made.putService(new Made(made, "Signature", "SHA256withRSA", () -> new Rs256(made)));
        }
        if (fault != Fault.HAS_NO_KEY_FACTORY) {
            made.putService(new Made(made, "KeyFactory", "RSA", () -> new Factory(made)));
        }
        return made;
    }

    /** How many signatures it was asked for since this was asked last. */
    public int signed() {
        return signed.getAndSet(0);
    }

    /** How many signatures it was asked to verify since this was asked last. */
    public int verified() {
        return verified.getAndSet(0);
    }

    /** A key that lies in this provider, as in hardware: nobody else can compute with it. */
    public PrivateKey hidden(PrivateKey key) {
        return new HiddenKey(getName(), (RSAPrivateCrtKey) key);
    }

    private boolean hides(Object key) {
        return key instanceof HiddenKey hidden && hidden.place().equals(getName());
    }

    /** From now on. */
    public void become(Fault other) {
        fault = other;
    }

    private void fail(Fault throwing, Fault lacking) {
        if (fault == throwing) {
            throw new ProviderException("the device was removed");
        }
        lack(lacking);
    }

    private void lack(Fault lacking) {
        if (fault == lacking) {
            throw new UnsatisfiedLinkError("no fake in java.library.path");
        }
    }

    private static final class Made extends Service {
        private final FakeCrypto provider;
        private final Supplier<Object> maker;

        Made(FakeCrypto provider, String type, String algorithm, Supplier<Object> maker) {
            super(provider, type, algorithm, type, null, null);
            this.provider = provider;
            this.maker = maker;
        }

        @Override
        public Object newInstance(Object parameter) {
            return maker.get();
        }

        /** Never chosen for a key that is not its own. */
        @Override
        public boolean supportsParameter(Object key) {
            return key instanceof OwnPrivateKey || key instanceof OwnPublicKey || provider.hides(key);
        }
    }

    private static final class Factory extends KeyFactorySpi {
        private final FakeCrypto provider;

        Factory(FakeCrypto provider) {
            this.provider = provider;
        }

        @Override
        protected Key engineTranslateKey(Key key) throws InvalidKeyException {
            provider.lack(Fault.KEY_FACTORY_LACKS_ITS_LIBRARY);
            if (key instanceof OwnPrivateKey || key instanceof OwnPublicKey || provider.hides(key)) {
                return key;
            }
            if (key instanceof RSAPublicKey other) {
                return new OwnPublicKey(
                        provider.fault == Fault.MAKES_OTHER_KEYS
                                ? TestKeys.ofBits(1024).publicKey()
                                : other);
            }
            if (key instanceof RSAPrivateCrtKey other) {
                return new OwnPrivateKey(other);
            }
            throw new InvalidKeyException("no readable RSA key");
        }

        @Override
        protected PublicKey engineGeneratePublic(KeySpec spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException("not asked for");
        }

        @Override
        protected PrivateKey engineGeneratePrivate(KeySpec spec) throws InvalidKeySpecException {
            throw new InvalidKeySpecException("not asked for");
        }

        @Override
        protected <T extends KeySpec> T engineGetKeySpec(Key key, Class<T> type) throws InvalidKeySpecException {
            throw new InvalidKeySpecException("not asked for");
        }
    }

    /** SunRsaSign's, from behind. */
    private static final class Rs256 extends SignatureSpi {
        private final FakeCrypto provider;
        private final Signature inner;

        Rs256(FakeCrypto provider) {
            this.provider = provider;
            try {
                this.inner = Signature.getInstance("SHA256withRSA", "SunRsaSign");
            } catch (NoSuchAlgorithmException | java.security.NoSuchProviderException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
            if (provider.hides(key)) {
                inner.initSign(((HiddenKey) key).key());
            } else if (key instanceof OwnPrivateKey own) {
                inner.initSign(own.key());
            } else {
                throw new InvalidKeyException("a key of another provider's");
            }
        }

        @Override
        protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
            if (!(key instanceof OwnPublicKey own)) {
                throw new InvalidKeyException("a key of another provider's");
            }
            inner.initVerify(own.key());
        }

        @Override
        protected void engineUpdate(byte b) throws SignatureException {
            inner.update(b);
        }

        @Override
        protected void engineUpdate(byte[] bytes, int from, int count) throws SignatureException {
            inner.update(bytes, from, count);
        }

        @Override
        protected byte[] engineSign() throws SignatureException {
            provider.signed.incrementAndGet();
            provider.fail(Fault.SIGNING_THROWS, Fault.SIGNING_LACKS_ITS_LIBRARY);
            byte[] made = inner.sign();
            if (provider.fault == Fault.SIGNS_WRONGLY) {
                made[0] ^= 1;
            }
            return made;
        }

        @Override
        protected boolean engineVerify(byte[] signature) throws SignatureException {
            provider.verified.incrementAndGet();
            provider.fail(Fault.VERIFYING_THROWS, Fault.VERIFYING_LACKS_ITS_LIBRARY);
            return switch (provider.fault) {
                case VERIFIES_NOTHING -> false;
                case VERIFIES_ANYTHING -> true;
                case VERIFYING_ENDS_IN_A_CHECKED_EXCEPTION -> throw new SignatureException("the session is closed");
                case VERIFIES_WHAT_IS_TOO_SHORT -> signature.length % 2 == 1 || inner.verify(signature);
                default -> inner.verify(signature);
            };
        }

        @Override
        @Deprecated
        protected void engineSetParameter(String name, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void engineSetParameter(AlgorithmParameterSpec parameters) throws InvalidAlgorithmParameterException {
            throw new InvalidAlgorithmParameterException("none");
        }

        @Override
        @Deprecated
        protected Object engineGetParameter(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private record HiddenKey(String place, RSAPrivateCrtKey key) implements PrivateKey {
        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public String getFormat() {
            return null;
        }

        @Override
        public byte[] getEncoded() {
            return null;
        }
    }

    private record OwnPublicKey(RSAPublicKey key) implements RSAPublicKey {
        @Override
        public BigInteger getPublicExponent() {
            return key.getPublicExponent();
        }

        @Override
        public BigInteger getModulus() {
            return key.getModulus();
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return key.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return key.getEncoded();
        }
    }

    private static final class OwnPrivateKey extends ForwardingCrtKey {
        private final transient RSAPrivateCrtKey key;

        private OwnPrivateKey(RSAPrivateCrtKey key) {
            super(key);
            this.key = key;
        }

        private RSAPrivateCrtKey key() {
            return key;
        }
    }
}
