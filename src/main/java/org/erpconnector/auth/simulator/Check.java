package org.erpconnector.auth.simulator;

/**
 * The result of one check of a reply, in words.
 *
 * @param rule what has to hold
 * @param passed whether it holds
 * @param finding what was found instead; empty if the rule holds
 */
record Check(String rule, boolean passed, String finding) {

    static Check ok(String rule) {
        return new Check(rule, true, "");
    }

    static Check failed(String rule, String finding) {
        return new Check(rule, false, finding);
    }

    static Check of(String rule, boolean passed, String otherwise) {
        return passed ? ok(rule) : failed(rule, otherwise);
    }
}
