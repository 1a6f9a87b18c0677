package com.oldco.connector;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collections;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Writes JSON with the Jackson of its own WAR. */
public class JacksonServlet extends PlainServlet {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String json = mapper.writeValueAsString(Collections.singletonMap("a", 1));
        response.getWriter().print(json + " " + mapper.version() + " " + origin(ObjectMapper.class));
    }
}
