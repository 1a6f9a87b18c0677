/**
 * Bytes to records and back, in SOAP and JSON: no servlets, and of a token nothing but its text. A caller's bytes are
 * decoded, parsed whole and judged by structure before anything in them is looked at.
 */
@NullMarked
package org.erpconnector.auth.message;

import org.jspecify.annotations.NullMarked;
