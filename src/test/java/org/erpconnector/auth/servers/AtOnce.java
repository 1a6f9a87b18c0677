package org.erpconnector.auth.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One token that comes to all nodes at the same time. */
final class AtOnce {
    private static final int ASKED = 100;

    private static final int ROUNDS = 10;
    private static final int OK = 200;
    private static final int REFUSED = 401;
    private static final int UNAVAILABLE = 503;

    private AtOnce() {}

    /** Answers a token. */
    interface Node {
        /** The status. */
        int answer(String token) throws Exception;
    }

    /** What one node has answered, neither answers again. */
    static void expectOneAnswer(String token, Node first, Node second) throws Exception {
        assertThat(first.answer(token)).isEqualTo(OK);
        assertThat(second.answer(token)).isEqualTo(REFUSED);
        assertThat(first.answer(token)).isEqualTo(REFUSED);
    }

    /** A busy machine may be too late for some, who then are told to come again; never is there a second answer. */
    static void expectOneAnswerOfAHundred(Callable<String> tokens, Node... nodes) throws Exception {
        List<Long> answered = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Integer> statuses = answers(tokens.call(), nodes);
            answered.add(statuses.stream().filter(status -> status == OK).count());
            assertThat(statuses).containsAnyOf(OK, UNAVAILABLE).isSubsetOf(OK, REFUSED, UNAVAILABLE);
        }
        assertThat(answered).contains(1L).isSubsetOf(0L, 1L);
    }

    /** What a hundred callers hear who send one token to these nodes. */
    static List<Integer> answers(String token, Node... nodes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(ASKED);
        try {
            CyclicBarrier together = new CyclicBarrier(ASKED);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < ASKED; i++) {
                Node node = nodes[i % nodes.length];
                answers.add(threads.submit(() -> {
                    together.await();
                    return node.answer(token);
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }
}
