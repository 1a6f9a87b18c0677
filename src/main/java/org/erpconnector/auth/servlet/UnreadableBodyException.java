package org.erpconnector.auth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;

/** A request whose body cannot be had, through a fault of the server's or of a filter in front of this one. */
final class UnreadableBodyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * @param failing the class that fails
     * @param cause what it throws; its message may quote what the caller sent, and is left out
     */
    UnreadableBodyException(Class<?> failing, Throwable cause) {
        super(failing.getName() + " throws " + cause.getClass().getName(), cause);
    }

    /**
     * Says whose fault it is.
     *
     * @param request whose body it is
     */
    String detail(HttpServletRequest request) {
        return "map this filter first if the server hands on no "
                + request.getClass().getName() + ": " + getMessage();
    }
}
