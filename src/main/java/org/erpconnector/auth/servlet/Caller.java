package org.erpconnector.auth.servlet;

/**
 * Who asks, and for what. Immutable.
 *
 * @param address as the server tells it
 * @param to our own address to which the connection was made, as the server tells it: not the Host header, which
 *     the caller writes
 * @param path inside the web application, without anything that may be the secret: where a handshake is answered on
 *     every path, a mistyped URL is found by this alone
 */
record Caller(String address, String to, String path) {}
