package com.example.connector;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Stands for the example's service on a server without JAX-WS: says how long a message was. */
public class ErpConnectorWS extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String setUp = String.valueOf(getServletContext().getAttribute(DatabaseSetup.DONE));
        response.getWriter().print(setUp + " " + request.getInputStream().readAllBytes().length);
    }
}
