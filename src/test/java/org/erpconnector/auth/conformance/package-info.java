/** The filter, judged by the conformance kit, which shares no code with it. */
package org.erpconnector.auth.conformance;
