/** What README and the manual say, done as they say it. */
package org.erpconnector.auth.docs;
