package com.oldco.connector;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.SignatureAlgorithm;
import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Makes and reads a token with the jjwt of its own WAR, by methods that newer ones no longer have. */
public class JjwtServlet extends PlainServlet {
    private static final byte[] SECRET = new byte[32];

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = Jwts.builder().setSubject("old").signWith(SignatureAlgorithm.HS256, SECRET).compact();
        String subject = Jwts.parser().setSigningKey(SECRET).parseClaimsJws(token).getBody().getSubject();
        String version = Jwts.class.getPackage().getImplementationVersion();
        response.getWriter().print(subject + " " + version + " " + origin(Jwts.class));
    }
}
