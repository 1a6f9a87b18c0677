/**
 * The catalogue of attacks: what is sent, what must come back, and what must hold after each. It knows the filter by HTTP
 * alone, so that the same attacks are made on every server.
 */
package org.erpconnector.auth.attack;
