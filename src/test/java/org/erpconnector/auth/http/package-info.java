/** The filter as a whole, by HTTP, on a Tomcat and a Jetty in this process. */
package org.erpconnector.auth.http;
