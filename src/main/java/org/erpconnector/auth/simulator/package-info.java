/** Plays SuperOffice's side, and shares no code with the library that it tests. */
@NullMarked
package org.erpconnector.auth.simulator;

import org.jspecify.annotations.NullMarked;
