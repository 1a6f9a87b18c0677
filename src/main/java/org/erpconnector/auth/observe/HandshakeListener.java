package org.erpconnector.auth.observe;

/**
 * Gets an event for every handshake and every refused call, for audit trails and alarms. A listener is found in two
 * ways: named in {@code META-INF/services/org.erpconnector.auth.observe.HandshakeListener} of the web application, or
 * as a CDI bean. A class that is both is called twice. With CDI, an observer method works as well, synchronous or
 * asynchronous, for {@link HandshakeAccepted}, {@link HandshakeRefused}, {@link HandshakeFailed},
 * {@link HandshakeEvent} or {@link CallRefused}.
 *
 * <p>Events come after the verdict and cannot change it. A thread of the filter calls one listener after the other; it
 * has the web application's class loader and JNDI names, but no request. A slow listener therefore delays no reply. If
 * more than {@value EventDispatcher#WAITING_EVENTS} events wait, further ones are dropped, counted and logged. An
 * exception of a listener is logged once for each class of exception.
 */
public interface HandshakeListener {
    /** A handshake was accepted. Does nothing unless overridden. */
    default void accepted(HandshakeAccepted event) {}

    /** A handshake was refused. Does nothing unless overridden. */
    default void refused(HandshakeRefused event) {}

    /** A handshake failed: it could not be judged or answered. Does nothing unless overridden. */
    default void failed(HandshakeFailed event) {}

    /** A call that is not a handshake was refused. Does nothing unless overridden. */
    default void callRefused(CallRefused event) {}
}
