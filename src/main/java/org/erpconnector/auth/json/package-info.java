/** JSON of others to trees, strictly: for tokens, messages and key sets. Writes a tree of ours too. Knows no other room. */
@NullMarked
package org.erpconnector.auth.json;

import org.jspecify.annotations.NullMarked;
