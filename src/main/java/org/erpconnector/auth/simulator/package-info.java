/** SuperOffice's side, played: an island that shares no code with the library that it judges. */
@NullMarked
package org.erpconnector.auth.simulator;

import org.jspecify.annotations.NullMarked;
