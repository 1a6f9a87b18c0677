/**
 * One WAR and one HTTP suite on many servers: {@link org.erpconnector.auth.matrix.MatrixSuite} asks the same of each of
 * them, and a table says what came of it.
 */
package org.erpconnector.auth.matrix;
