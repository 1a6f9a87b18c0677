/**
 * What the deployer says: settings, where they come from, and what is wrong with them. Knows nothing of the other
 * rooms.
 */
@NullMarked
package org.erpconnector.auth.config;

import org.jspecify.annotations.NullMarked;
