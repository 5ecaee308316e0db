<?php
/**
 * The way from the editor to the service and back: who may edit a post may have a brief made of it and read it.
 *
 * @package diemnhan
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/**
 * Whether whoever asks may edit the post.
 *
 * @param WP_REST_Request $request Request.
 */
function diemnhan_may_edit( $request ) {
	$post = get_post( (int) $request['id'] );
	return $post && in_array( $post->post_type, diemnhan_post_types(), true ) && current_user_can( 'edit_post', $post->ID );
}

/**
 * What the editor sends: the post as it stands there, saved or not.
 */
function diemnhan_words_of_post() {
	return array(
		'title'   => array(
			'type'     => 'string',
			'required' => true,
		),
		'content' => array(
			'type'     => 'string',
			'required' => true,
		),
	);
}

add_action(
	'rest_api_init',
	function () {
		register_rest_route(
			'diemnhan/v1',
			'/posts/(?P<id>\d+)/brief',
			array(
				array(
					'methods'             => 'GET',
					'callback'            => 'diemnhan_read_brief',
					'permission_callback' => 'diemnhan_may_edit',
				),
				array(
					'methods'             => 'POST',
					'callback'            => 'diemnhan_order_brief',
					'permission_callback' => 'diemnhan_may_edit',
					'args'                => diemnhan_words_of_post(),
				),
			)
		);
	}
);

/**
 * Order a brief. It is written while the editor waits and asks for it.
 *
 * @param WP_REST_Request $request Request.
 */
function diemnhan_order_brief( $request ) {
	$post = get_post( (int) $request['id'] );
	$html = strip_shortcodes( $request['content'] );
	if ( '' === trim( wp_strip_all_tags( $html ) ) ) {
		return new WP_Error( 'diemnhan_empty', diemnhan_word( 'empty' ), array( 'status' => 422 ) );
	}
	$body = array(
		'html'    => $html,
		'id'      => 'wordpress:' . wp_parse_url( home_url(), PHP_URL_HOST ) . ':' . $post->ID,
		'options' => array( 'deliver' => array() ), // It is shown here; nobody else is told.
	);
	$title = trim( html_entity_decode( wp_strip_all_tags( $request['title'] ), ENT_QUOTES, 'UTF-8' ) );
	if ( '' !== $title ) {
		$body['title'] = $title;
	}
	if ( '' !== diemnhan_language( $post->ID ) ) {
		$body['language'] = diemnhan_language( $post->ID );
	}
	if ( 'publish' === $post->post_status ) {
		$body['url']          = get_permalink( $post );
		$body['published_at'] = get_post_time( 'c', true, $post );
	}
	$answer = diemnhan_ask( 'POST', '/v1/briefs', $body, array( 'Prefer' => 'respond-async' ) );
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	if ( empty( $answer['data']['id'] ) ) {
		return new WP_Error( 'diemnhan_odd', diemnhan_word( 'odd' ), array( 'status' => 502 ) );
	}
	update_post_meta( $post->ID, '_diemnhan_brief', sanitize_text_field( $answer['data']['id'] ) );
	return array( 'state' => 'writing' );
}

/**
 * Read the brief that belongs to a post: that one and no other.
 *
 * @param WP_REST_Request $request Request.
 */
function diemnhan_read_brief( $request ) {
	$id = get_post_meta( (int) $request['id'], '_diemnhan_brief', true );
	if ( ! $id ) {
		return array( 'state' => 'none' );
	}
	$answer = diemnhan_ask( 'GET', '/v1/briefs/' . rawurlencode( $id ) );
	if ( is_wp_error( $answer ) ) {
		return 'diemnhan_not_found' === $answer->get_error_code() ? array( 'state' => 'none' ) : $answer;
	}
	if ( 202 === $answer['status'] ) {
		return array( 'state' => 'writing' );
	}
	return array(
		'state' => 'done',
		'brief' => diemnhan_for_panel( $answer['data'] ),
	);
}

/**
 * What the panel shows of a brief: no segments, but beside each finding the words that it is about.
 *
 * @param array $brief As the service answers it.
 */
function diemnhan_for_panel( $brief ) {
	$words = array();
	foreach ( $brief['segments'] as $segment ) {
		$words[ $segment['index'] ] = $segment['source'];
	}
	foreach ( $brief['findings'] as $number => $finding ) {
		$segment = $finding['segment'];

		$brief['findings'][ $number ]['words'] = isset( $words[ $segment ] ) ? $words[ $segment ] : '';
	}
	$shown = array( 'id', 'created_at', 'source', 'headline', 'summary', 'highlights', 'findings' );
	return array_intersect_key( $brief, array_flip( $shown ) );
}
