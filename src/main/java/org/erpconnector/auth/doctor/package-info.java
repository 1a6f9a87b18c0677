/**
 * A command line for the person who deploys a connector: explains a token with the library's own verifier, shows what
 * keys and settings lead to, converts key files. Signs nothing for the network and shows no secret. Nothing of ours
 * imports it.
 */
@NullMarked
package org.erpconnector.auth.doctor;

import org.jspecify.annotations.NullMarked;
