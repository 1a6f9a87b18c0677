/**
 * HTTP in and out: which requests are ours, reading a body and giving it back, the components of one filter and their
 * life. {@link org.erpconnector.auth.servlet.FilterLifecycle} is what the filter of web.xml starts and asks.
 */
@NullMarked
package org.erpconnector.auth.servlet;

import org.jspecify.annotations.NullMarked;
