package org.erpconnector.auth;

import java.util.EnumMap;
import java.util.Map;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.token.ReplyTokenSigner;

/**
 * Which reply token goes to which contract. Immutable and safe for use by several threads.
 */
final class ReplySigners {
    private final String keyId;
    private final Map<Contract, ReplyTokenSigner> byContract;

    /**
     * @param keyId what logs call the key that signs
     * @param soap for the SOAP contracts, whose published verifier accepts an application token only
     * @param http for the HTTP contract
     */
    ReplySigners(String keyId, ReplyTokenSigner soap, ReplyTokenSigner http) {
        this.keyId = keyId;
        this.byContract = new EnumMap<>(Contract.class);
        for (Contract contract : Contract.values()) {
            boolean overHttp = contract == Contract.HTTP_JWT || contract == Contract.HTTP_JSON;
            byContract.put(contract, overHttp ? http : soap);
        }
    }

    /** What logs call the key that signs. */
    String keyId() {
        return keyId;
    }

    ReplyTokenSigner of(Contract contract) {
        ReplyTokenSigner signer = byContract.get(contract);
        if (signer == null) {
            throw new IllegalArgumentException("no signer for " + contract);
        }
        return signer;
    }
}
