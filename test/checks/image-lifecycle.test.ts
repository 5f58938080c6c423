// What is known of images on the first of August 2026, from the facts as they are shipped.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageFacts } from '../../server/src/checks/image-facts.ts';
import { type ImageLifecycle, imageLifecycle, type Life } from '../../server/src/checks/image-lifecycle.ts';
import { parseImage } from '../../server/src/model/image.ts';

const text = readFileSync(join(__dirname, '../../rules/tables/image-lifecycles.json'), 'utf8');
const facts = JSON.parse(text) as ImageFacts;

function known(reference: string, today: string): ImageLifecycle | undefined {
  const image = parseImage(reference);
  assert.ok(image);
  const { registry, repository, tag } = image;
  return imageLifecycle({ registry: registry.text, repository: repository.text, tag: tag?.text }, facts, today);
}

/** `runtime | distribution -> nearest tag`; `!` before what has ended, `~` where that is too fresh to warn. */
function told(reference: string, today: string): string {
  const lifecycle = known(reference, today);
  if (!lifecycle) return 'unknown';
  const { runtime, distribution, retired } = lifecycle;
  const nearest = lifecycle.nearest();
  const lives = [runtime, distribution].flatMap((life) => (life ? lifeText(life) : []));
  const instead = retired && `retired${retired.replacement ? `: ${retired.replacement}` : ''}`;
  return `${[...lives, ...(instead ? [instead] : [])].join(' | ')}${nearest ? ` -> ${nearest}` : ''}`;
}

function lifeText({ name, end, ended, overdue, atLatest }: Life): string {
  const mark = overdue ? '!' : ended ? '~' : '';
  const date = end === true ? '' : end === false ? ' never' : `${atLatest ? ' <' : ' '}${end}`;
  return `${mark}${name}${date}`;
}

const rows: readonly (readonly [image: string, told: string])[] = [
  // Software and its releases.
  ['node:18', '!Node.js 18 2025-04-30 -> 22'],
  ['node:18.12.1-alpine', '!Node.js 18 2025-04-30 -> 22-alpine'],
  ['node:22.11-slim', 'Node.js 22 2027-04-30 -> 22-slim'],
  ['node:0.10', '!Node.js 0.10 -> 22'],
  ['node:20-bookworm-slim', '!Node.js 20 2026-04-30 | Debian 12 (bookworm) 2028-06-30 -> 22-bookworm-slim'],
  ['python:3.6.5-slim-stretch', '!Python 3.6 2021-12-23 | !Debian 9 (stretch) 2022-07-01 -> 3.11-slim-bookworm'],
  ['python:3.12', 'Python 3.12 2028-10-31 -> 3.12'],
  ['golang:1.12-alpine', '!Go 1.12 2020-02-25 -> 1.26-alpine'],
  ['golang:1.26.5', 'Go 1.26 never -> 1.26'],
  ['ruby:2.7-alpine', '!Ruby 2.7 2023-03-31 -> 3.3-alpine'],
  ['php:7.4.33-fpm-alpine3.12', '!PHP 7.4 2022-11-28 | !Alpine Linux 3.12 2022-05-01 -> 8.3-fpm-alpine3.23'],
  [
    'eclipse-temurin:24.0.2_12-jdk-noble',
    '!Eclipse Temurin 24 2025-09-16 | Ubuntu 24.04 (noble) 2029-05-31 -> 25-jdk-noble',
  ],
  [
    'eclipse-temurin:17-jre-alpine-3.18',
    'Eclipse Temurin 17 2027-10-31 | !Alpine Linux 3.18 2025-05-09 -> 17-jre-alpine-3.22',
  ],
  ['mysql:5.7.44', '!MySQL 5.7 2023-10-31 -> 8.4'],
  ['mysql:8.0-debian', '!MySQL 8.0 2026-04-30'],
  ['postgres:9.6-alpine3.12', '!PostgreSQL 9.6 2021-11-11 | !Alpine Linux 3.12 2022-05-01 -> 15-alpine3.23'],
  ['mongo:4.4-bionic', '!MongoDB Server 4.4 2024-02-29 | !Ubuntu 18.04 (bionic) 2023-05-31 -> 7.0-jammy'],
  ['redis:7.2', 'Redis 7.2 2029-12-01 -> 7.2'],
  ['tomcat:8.5-jdk8', '!Apache Tomcat 8.5 2024-03-31 -> 9.0-jdk8'],
  ['rabbitmq:3.8-management-alpine', '!RabbitMQ 3.8 2022-07-31 -> 4.3-management-alpine'],
  ['haskell:8.8', '!Glasgow Haskell Compiler (GHC) 8.8 -> 9.6'],
  ['docker:19.03-dind', '!Docker Engine 19.03 2021-01-08 -> 29-dind'],
  ['maven:3.6-jdk-11', '!Apache Maven 3.6 2021-03-30'],
  ['gradle:7.4-jdk17', '!Gradle 7 2025-07-31 -> 8-jdk17'],
  ['traefik:v2.10', '!Traefik 2.10 2024-02-12 -> 3.7'],
  ['ros:noetic-ros-base-focal', '!ROS noetic 2025-05-01 | !Ubuntu 20.04 (focal) 2025-05-31 -> humble-ros-base-jammy'],
  // Tags of full versions where there are no others.
  ['elasticsearch:7.17.0', '!Elasticsearch 7 2026-01-15 -> 8.19.20'],
  // Before the oldest that is listed, or between two of one line.
  ['redis:3.2.9', '!Redis 3.2.9 <2022-04-27 -> 6.2'],
  ['nginx:1.7.9', '!nginx 1.7.9 <2016-04-26 -> 1.30'],
  ['nginx:1.17-alpine', '!nginx 1.17 <2021-04-20 -> 1.30-alpine'],
  ['varnish:6.6', ' -> 9.0'],
  ['julia:1.9', ' -> 1.10'],
  // Releases that live for weeks are not spoken of at once.
  ['rust:1.95', '~Rust 1.95 2026-05-28 -> 1.98'],
  ['rust:1.75-slim-buster', '!Rust 1.75 2024-02-08 | !Debian 10 (buster) 2024-06-30 -> 1.98-slim-bookworm'],
  // Tags that move.
  ['python:3', 'Python 3 never -> 3'],
  ['python:2', '!Python 2 2020-01-01 -> 3'],
  ['python:2-alpine', '!Python 2 2020-01-01 -> 3-alpine'],
  ['php:5-apache', '!PHP 5 2018-12-31 -> 8-apache'],
  ['mysql:8', 'MySQL 8 never -> 8'],
  ['mysql:5', '!MySQL 5 2023-10-31 -> 8'],
  ['redis:6-alpine', 'Redis 6 never -> 6-alpine'],
  ['alpine:3', 'Alpine Linux 3 never -> 3'],
  ['node', ' -> 22'],
  ['node:latest', ' -> latest'],
  ['node:lts', ' -> lts'],
  ['debian:stable', ' -> stable'],
  ['debian:sid-slim', ' -> sid-slim'],
  ['ubuntu:rolling', ' -> rolling'],
  // Newer than the facts.
  ['node:99', ''],
  ['python:3.15-rc', ''],
  ['ubuntu:26.10', ''],
  ['alpine:20260127', ''],
  ['debian:forky', ' -> forky'],
  // Distributions.
  ['debian:buster', '!Debian 10 (buster) 2024-06-30 -> bookworm'],
  ['debian:buster-20230411-slim', '!Debian 10 (buster) 2024-06-30 -> bookworm-slim'],
  ['debian:8.11', '!Debian 8 (jessie) 2020-06-30 -> 12'],
  ['debian:bullseye', 'Debian 11 (bullseye) 2026-08-31 -> bookworm'],
  ['ubuntu:16.04', '!Ubuntu 16.04 (xenial) 2021-04-02 -> 22.04'],
  ['ubuntu:focal-20230412', '!Ubuntu 20.04 (focal) 2025-05-31 -> jammy'],
  ['ubuntu:24.04', 'Ubuntu 24.04 (noble) 2029-05-31 -> 24.04'],
  ['alpine:3.8', '!Alpine Linux 3.8 2020-05-01 -> 3.22'],
  ['alpine:3.23.5', 'Alpine Linux 3.23 2027-11-01 -> 3.23'],
  ['fedora:35', '!Fedora Linux 35 2022-12-13 -> 44'],
  ['amazonlinux:2', '!Amazon Linux 2 2026-06-30 -> 2023'],
  ['oraclelinux:7-slim', '!Oracle Linux 7 2024-12-31 -> 8-slim'],
  ['opensuse/leap:15.3', '!openSUSE 15.3 2022-12-31'],
  ['registry.access.redhat.com/ubi8/ubi-minimal:8.10', 'Red Hat Enterprise Linux 8 2029-05-31'],
  // Distributions beneath living software, and beneath software without dates.
  ['python:3.13-buster', 'Python 3.13 2029-10-31 | !Debian 10 (buster) 2024-06-30 -> 3.13-bookworm'],
  ['node:lts-buster-slim', '!Debian 10 (buster) 2024-06-30 -> lts-bookworm-slim'],
  ['python:slim-buster', '!Debian 10 (buster) 2024-06-30 -> slim-bookworm'],
  ['amazoncorretto:11-al2', 'Amazon Corretto 11 2032-01-31 | !Amazon Linux 2 2026-06-30 -> 11-al2023'],
  ['buildpack-deps:stretch-scm', '!Debian 9 (stretch) 2022-07-01 -> bookworm-scm'],
  ['swift:5.3-xenial', '!Ubuntu 16.04 (xenial) 2021-04-02'],
  ['eclipse-temurin:8-jdk-centos7', 'Eclipse Temurin 8 2030-12-31 | !CentOS 7 2024-06-30'],
  ['ghost:4-alpine3.12', '!Alpine Linux 3.12 2022-05-01'],
  // Retired images.
  ['openjdk:8-alpine', 'retired: eclipse-temurin:8-alpine'],
  ['openjdk:17-jdk-slim-bookworm', 'Debian 12 (bookworm) 2028-06-30 | retired: eclipse-temurin:17-jdk'],
  ['openjdk:8u111-jre', 'retired: eclipse-temurin:8-jre'],
  ['openjdk:13', 'retired'],
  ['openjdk:11-windowsservercore', 'retired'],
  ['openjdk:28-ea-jdk', ''],
  ['java:8', 'retired: eclipse-temurin:8'],
  ['centos:7', '!CentOS 7 2024-06-30 | retired'],
  ['centos', 'retired'],
  ['vault:1.13.0', 'retired'],
  // Mirrors, other registries, other images.
  ['public.ecr.aws/docker/library/python:3.6-slim', '!Python 3.6 2021-12-23 -> 3.11-slim'],
  ['mirror.gcr.io/library/node:12', '!Node.js 12 2022-04-30 -> 22'],
  ['docker.io/node:12@sha256:22', '!Node.js 12 2022-04-30 -> 22'],
  ['mcr.microsoft.com/dotnet/sdk:6.0-focal', '!Microsoft .NET 6 2024-11-12 | !Ubuntu 20.04 (focal) 2025-05-31'],
  ['mcr.microsoft.com/dotnet/aspnet:10.0', 'Microsoft .NET 10 2028-11-14'],
  ['registry.k8s.io/kube-apiserver:v1.24.0', '!Kubernetes 1.24 2023-07-28'],
  ['quay.io/argoproj/argocd:v2.8.3', '!Argo CD 2.8 2024-05-07'],
  ['bitnami/redis:6.0.16-debian-10-r0', '!Redis 6.0 2022-05-31 | !Debian 10 (buster) 2024-06-30'],
  ['jenkins/jenkins:2.463', 'Jenkins 2 never'],
  ['jenkins/jenkins:2.462.3-lts', '!Jenkins 2.462 2024-10-02'],
  ['rethinkdb:1.16.0', ''],
  ['kubernetes/redis:v1', 'unknown'],
  ['example.com/node:12', 'unknown'],
  ['example.com/app:1.0-buster', 'unknown'],
  ['library', 'unknown'],
];

describe('image lifecycles', () => {
  for (const [image, expected] of rows) it(image, () => assert.equal(told(image, '2026-08-01'), expected));

  const days: readonly (readonly [day: string, told: string])[] = [
    ['2026-04-30', 'Node.js 20 2026-04-30 -> 22'],
    ['2026-05-01', '!Node.js 20 2026-04-30 -> 22'],
    // What ends within half a year is no advice as long as there is something else.
    ['2026-12-01', '!Node.js 20 2026-04-30 -> 24'],
    ['2029-04-01', '!Node.js 20 2026-04-30 -> 26'],
    ['2030-01-01', '!Node.js 20 2026-04-30'],
  ];
  for (const [day, expected] of days) it(`node:20 on ${day}`, () => assert.equal(told('node:20', day), expected));

  it('never ends a tag that moves along with releases of later years', () => {
    for (const image of ['python:3', 'ruby:4', 'node:lts', 'postgres:99', 'alpine:3', 'debian:stable', 'golang:1']) {
      const lifecycle = known(image, '2060-01-01');
      assert.equal(lifecycle?.runtime?.ended ?? lifecycle?.distribution?.ended ?? false, false, image);
    }
  });

  it('lists the supported tags of the flavour, and all releases where there is no tag', () => {
    assert.deepEqual(known('node:18-alpine', '2026-08-01')?.supported(), ['22-alpine', '24-alpine', '26-alpine']);
    assert.deepEqual(known('python', '2026-08-01')?.supported(), ['3.10', '3.11', '3.12', '3.13', '3.14']);
    assert.deepEqual(known('debian:buster-slim', '2026-08-01')?.supported(), [
      'bullseye-slim',
      'bookworm-slim',
      'trixie-slim',
    ]);
  });

  it('tells both dates of Debian', () => {
    assert.equal(known('debian:12', '2026-08-01')?.distribution?.security, '2026-07-11');
  });
});

describe('image facts', () => {
  it('name products that they hold', () => {
    const named = [...Object.values(facts.images), ...Object.values(facts.tagNames), ...facts.distributions];
    assert.deepEqual(
      named.filter((product) => !facts.products[product]),
      [],
    );
  });
  it('name their sources and licence', () => {
    assert.match(text, /endoflife\.date/);
    assert.match(text, /Permission is hereby granted, free of charge/);
  });
  it('are small', () => assert.ok(text.length < 150_000));
});
