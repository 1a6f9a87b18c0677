/** Remembers which nonces were used, so that nobody can use a caller token twice. Knows settings, and what the proof asks. */
@NullMarked
package org.erpconnector.auth.replay;

import org.jspecify.annotations.NullMarked;
