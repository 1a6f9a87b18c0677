/** Remembers which nonces were used, so that nobody can use a caller token twice. Knows no other room. */
@NullMarked
package org.erpconnector.auth.replay;

import org.jspecify.annotations.NullMarked;
