package org.erpconnector.auth.servlet;

import java.io.IOException;
import java.io.Serial;

/** A body that does not come in time. */
final class SlowBodyException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    SlowBodyException() {
        super("the body does not come in time");
    }
}
