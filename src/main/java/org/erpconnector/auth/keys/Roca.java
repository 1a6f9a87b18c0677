package org.erpconnector.auth.keys;

import java.math.BigInteger;
import java.util.List;

/**
 * The fingerprint of keys from Infineon's faulty generator (Nemec et al., "The Return of Coppersmith's Attack", 2017,
 * section 2.3; CVE-2017-15361): their primes, and so their modulus, are powers of 65537 modulo every small prime. A
 * random modulus looks so once in some hundred million times.
 */
final class Roca {
    private static final int GENERATOR = 65537;
    private static final List<Integer> SMALL_PRIMES = List.of(
            3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
            109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167);

    private Roca() {}

    static boolean fingerprint(BigInteger modulus) {
        return SMALL_PRIMES.stream().allMatch(prime -> powerOfGenerator(modulus, prime));
    }

    private static boolean powerOfGenerator(BigInteger modulus, int prime) {
        int wanted = modulus.mod(BigInteger.valueOf(prime)).intValue();
        int step = GENERATOR % prime;
        int power = 1;
        for (int i = 0; i < prime; i++) {
            if (power == wanted) {
                return true;
            }
            power = power * step % prime;
        }
        return false;
    }
}
