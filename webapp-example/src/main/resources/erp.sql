-- The ERP system: two clients (companies), each with its own rows. Times are UTC. Standard SQL, for whatever database.

create table list_item (
    list_name varchar(40) not null,
    item_key varchar(40) not null,
    item_text varchar(80) not null,
    primary key (list_name, item_key)
);

create table saved_connection (
    guid varchar(36) primary key,
    client varchar(40) not null,
    currency varchar(40) not null
);

-- One row: the last key that a new actor was given, and the last moment that a change was given.
create table last_given (
    erp_key integer not null,
    change_moment timestamp(6) not null
);

create table customer (
    erp_key varchar(20) primary key,
    client varchar(40) not null,
    last_modified timestamp(6) not null unique,
    name varchar(120) not null,
    org_number varchar(20),
    street varchar(120),
    zip varchar(10),
    city varchar(60),
    country varchar(40),
    currency varchar(40),
    category varchar(40),
    credit_limit double precision,
    payment_days integer,
    active boolean,
    registered timestamp(6)
);

create table supplier (
    erp_key varchar(20) primary key,
    client varchar(40) not null,
    last_modified timestamp(6) not null unique,
    name varchar(120) not null,
    org_number varchar(20),
    city varchar(60),
    country varchar(40),
    currency varchar(40),
    lead_days integer,
    approved boolean
);

create table project (
    erp_key varchar(20) primary key,
    client varchar(40) not null,
    last_modified timestamp(6) not null unique,
    parent_key varchar(20) references customer (erp_key),
    name varchar(120) not null,
    status varchar(40),
    budget double precision,
    hours integer,
    starts timestamp(6)
);

create table person (
    erp_key varchar(20) primary key,
    client varchar(40) not null,
    last_modified timestamp(6) not null unique,
    parent_key varchar(20) references customer (erp_key),
    name varchar(120) not null,
    email varchar(120),
    phone varchar(40),
    country varchar(40)
);

insert into list_item (list_name, item_key, item_text) values
    ('Client', 'NORTH', 'North Trading'),
    ('Client', 'SOUTH', 'South Trading'),
    ('Currency', 'NOK', 'Norwegian krone'),
    ('Currency', 'SEK', 'Swedish krona'),
    ('Currency', 'DKK', 'Danish krone'),
    ('Currency', 'EUR', 'Euro'),
    ('Country', 'NO', 'Norway'),
    ('Country', 'SE', 'Sweden'),
    ('Country', 'DK', 'Denmark'),
    ('Country', 'DE', 'Germany'),
    ('Category', 'A', 'Key account'),
    ('Category', 'B', 'Regular'),
    ('Category', 'C', 'Occasional'),
    ('ProjectStatus', 'PLANNED', 'Planned'),
    ('ProjectStatus', 'RUNNING', 'Running'),
    ('ProjectStatus', 'CLOSED', 'Closed');

insert into customer (erp_key, client, last_modified, name, org_number, street, zip, city, country, currency, category,
        credit_limit, payment_days, active, registered) values
    ('10001', 'NORTH', '2026-01-15 08:00:00', 'Fjord Furniture', '910000001', 'Harbour Street 1', '0150', 'Oslo', 'NO', 'NOK',
        'A', 250000, 30, true, '2013-12-31 23:59:59'),
    ('10002', 'NORTH', '2026-02-20 09:30:00', 'Glacier Glass', '910000002', 'Ice Road 7', '5003', 'Bergen', 'NO', 'NOK',
        'B', 80000.5, 14, true, '2018-06-01 00:00:00'),
    ('10003', 'NORTH', '2026-03-05 12:15:00', 'Harbour Hotels', '910000003', 'Quay 12', '21119', 'Malmö', 'SE', 'SEK',
        'B', 120000, 30, false, '2020-02-29 10:00:00'),
    ('10004', 'NORTH', '2026-04-11 16:45:00', 'Island Imports', null, null, null, 'Aarhus', 'DK', 'DKK',
        'C', null, null, true, null),
    ('10005', 'SOUTH', '2026-03-01 07:00:00', 'Juniper Joinery', '920000001', 'Mill Lane 3', '20095', 'Hamburg', 'DE', 'EUR',
        'A', 500000, 45, true, '2015-09-15 08:00:00');

insert into supplier (erp_key, client, last_modified, name, org_number, city, country, currency, lead_days, approved) values
    ('10006', 'NORTH', '2026-01-20 10:00:00', 'Kelp Chemicals', '930000001', 'Stavanger', 'NO', 'NOK', 5, true),
    ('10007', 'NORTH', '2026-05-02 11:00:00', 'Larch Lumber', '930000002', 'Umeå', 'SE', 'SEK', 12, true),
    ('10008', 'SOUTH', '2026-02-14 14:00:00', 'Moraine Metals', '940000001', 'Kiel', 'DE', 'EUR', 21, false);

insert into project (erp_key, client, last_modified, parent_key, name, status, budget, hours, starts) values
    ('10009', 'NORTH', '2026-05-10 08:00:00', '10001', 'New showroom', 'RUNNING', 1200000, 900, '2026-03-01 00:00:00'),
    ('10010', 'NORTH', '2026-06-01 08:00:00', '10002', 'Winter garden', 'PLANNED', 340000.75, 220,
        '2026-09-01 00:00:00'),
    ('10011', 'NORTH', '2026-06-15 08:00:00', null, 'Own warehouse', 'CLOSED', 90000, 60, '2025-01-15 00:00:00');

insert into person (erp_key, client, last_modified, parent_key, name, email, phone, country) values
    ('10012', 'NORTH', '2026-05-11 08:00:00', '10001', 'Front Desk', 'desk@fjord.example', '+47 00 00 00 01', 'NO'),
    ('10013', 'NORTH', '2026-05-12 08:00:00', '10001', 'Accounts Payable', 'invoice@fjord.example',
        '+47 00 00 00 02', 'NO'),
    ('10014', 'NORTH', '2026-05-13 08:00:00', '10002', 'Accounts Payable', 'invoice@glacier.example', null, null);

insert into last_given (erp_key, change_moment) values (10014, '2026-06-15 08:00:00');
