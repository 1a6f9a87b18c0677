/**
 * The jars as a partner without Maven uses them: dropped into an unpacked old WAR, on a server that is a process of its
 * own. The servers are Tomcat 9 for javax.servlet and Tomcat 10.1 for jakarta.servlet.
 */
package org.erpconnector.auth.dropin;
