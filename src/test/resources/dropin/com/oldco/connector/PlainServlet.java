package com.oldco.connector;

import java.io.IOException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A connector of 2012: it reads a message to its end and says how long it was. */
public class PlainServlet extends HttpServlet {
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int length = 0;
        while (request.getInputStream().read() >= 0) {
            length++;
        }
        response.getWriter().print(length);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print("no library");
    }

    /** Which jar a class came from, and whether the web application's own loader found it there. */
    static String origin(Class<?> library) {
        String jar = library.getProtectionDomain().getCodeSource().getLocation().toString();
        boolean ours = library.getClassLoader() == PlainServlet.class.getClassLoader();
        return jar.substring(jar.indexOf("/WEB-INF/") + 1) + " " + ours;
    }
}
