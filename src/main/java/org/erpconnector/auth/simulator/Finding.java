package org.erpconnector.auth.simulator;

/**
 * What came of a case.
 *
 * @param text what was found instead, why it was not tried, or what to know of it; may be empty when it passed
 */
record Finding(Verdict verdict, String text) {

    /** How a case ends, as reports name it. */
    enum Verdict {
        PASSED("ok"),
        FAILED("FAILED"),
        /** Nothing that a connector may not do, but something that its owner should know. */
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
