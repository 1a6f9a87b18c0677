/**
 * Inputs that nobody thought of. Each {@code *FuzzTest}, here or in the room whose package-private classes it needs, is
 * one target of Jazzer: every build runs it on its seeds, the files below {@code <class>Inputs}; {@code mvn -Pfuzz
 * verify} lets Jazzer search for more. What it finds it writes beside the seeds, to be committed with the repair.
 */
package org.erpconnector.auth.fuzz;
