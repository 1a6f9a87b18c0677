package org.erpconnector.auth.simulator;

/**
 * The result of a case.
 *
 * @param text what was found instead, why it was skipped, or the warning; empty if it passed
 */
record Finding(Verdict verdict, String text) {

    /** The verdict on a case, as reports name it. */
    enum Verdict {
        PASSED("ok"),
        FAILED("FAILED"),
        /** The connector breaks no rule, but its owner should know. */
        WARNING("warning"),
        SKIPPED("skipped");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Finding passed() {
        return new Finding(Verdict.PASSED, "");
    }

    static Finding failed(String instead) {
        return new Finding(Verdict.FAILED, instead);
    }

    static Finding warning(String text) {
        return new Finding(Verdict.WARNING, text);
    }

    static Finding skipped(String why) {
        return new Finding(Verdict.SKIPPED, why);
    }

    static Finding of(boolean holds, String otherwise) {
        return holds ? passed() : failed(otherwise);
    }
}
