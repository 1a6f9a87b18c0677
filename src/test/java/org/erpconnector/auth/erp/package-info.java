/** What EIS, SuperOffice's side of a synchronisation, sends to an ERP connector and reads of its replies. */
package org.erpconnector.auth.erp;
