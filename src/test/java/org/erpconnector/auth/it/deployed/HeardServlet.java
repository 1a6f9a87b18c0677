package org.erpconnector.auth.it.deployed;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Shows what {@link Heard} has heard, one line each. */
@WebServlet("/heard")
public class HeardServlet extends HttpServlet {
    @Inject
    private Heard heard;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().write(String.join("\n", heard.lines()));
    }
}
