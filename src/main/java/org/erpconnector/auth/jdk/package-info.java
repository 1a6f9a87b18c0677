/** What the JDK has, asked for in the one way that every Java from 8 on knows. Knows no other room, and every other may know it. */
@NullMarked
package org.erpconnector.auth.jdk;

import org.jspecify.annotations.NullMarked;
