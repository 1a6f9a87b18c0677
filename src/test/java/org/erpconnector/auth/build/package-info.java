/** Rules for the source as a whole: which room may know which, what is public, which patterns are allowed. */
package org.erpconnector.auth.build;
