package org.erpconnector.auth.observe;

/**
 * Hears of every handshake, and of calls that are refused, for audit trails and alarms. Found in two ways: named in
 * {@code META-INF/services/org.erpconnector.auth.observe.HandshakeListener} of the web application, or a CDI bean of it.
 * A class that is both is called twice. Where there is CDI, an observer method of {@link HandshakeAccepted},
 * {@link HandshakeRefused}, {@link HandshakeFailed}, {@link HandshakeEvent} or {@link CallRefused}, synchronous or asynchronous, does as well.
 *
 * <p>Listeners hear of a verdict after it was reached and cannot change it. They are called one after another by one
 * thread of the filter's own, which sees the web application's class loader and JNDI names, but no request. So a slow
 * listener delays no reply. It only falls behind: beyond {@value EventDispatcher#WAITING_EVENTS} waiting events further ones are
 * dropped, which is counted and logged. What a listener throws is logged once for each kind of exception.
 */
public interface HandshakeListener {
    /** A handshake was accepted. Does nothing unless overridden. */
    default void accepted(HandshakeAccepted event) {}

    /** A handshake was refused. Does nothing unless overridden. */
    default void refused(HandshakeRefused event) {}

    /** A handshake could not be judged or answered. Does nothing unless overridden. */
    default void failed(HandshakeFailed event) {}

    /** A call that is no handshake did not get through. Does nothing unless overridden. */
    default void callRefused(CallRefused event) {}
}
