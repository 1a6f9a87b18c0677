/**
 * Bytes to records and back: knows SOAP and JSON, no tokens and no servlets. Imports no other room but the strict reading of
 * JSON. A caller's bytes
 * are decoded, parsed whole and judged by structure before anything in them is looked at.
 */
@NullMarked
package org.erpconnector.auth.message;

import org.jspecify.annotations.NullMarked;
