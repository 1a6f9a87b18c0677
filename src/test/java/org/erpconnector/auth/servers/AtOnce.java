package org.erpconnector.auth.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One token that comes to all nodes at the same time. */
final class AtOnce {
    private static final int ASKED = 100;

    private AtOnce() {}

    /** Answers a token. */
    interface Node {
        /** The status. */
        int answer(String token) throws Exception;
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
